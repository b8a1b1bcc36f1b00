/**
 * Where measurements go: node names, address families and paths.
 *
 * <p>Entry type: {@link io.netmonitor.core.path.Path}, an ordered pair of nodes with a family.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.path;
