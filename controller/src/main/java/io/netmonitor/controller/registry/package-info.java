/**
 * Who takes part: nodes, the tokens they join with, and the authority that signs their certificates.
 *
 * <p>Entry type: {@link io.netmonitor.controller.registry.Registry}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.registry;
