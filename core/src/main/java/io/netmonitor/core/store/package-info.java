/**
 * Where things are kept: state (tasks, nodes, tokens), raw results, and series rolled up from them. Each has an embedded form
 * and can grow past one machine.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.store;
