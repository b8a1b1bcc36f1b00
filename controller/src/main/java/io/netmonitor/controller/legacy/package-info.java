/**
 * The interfaces of the prototype that this system replaces, for the scripts, nodes and habits that know them.
 *
 * <pre>
 * form      its form and its task files become tasks
 * dispatch  old nodes are told of their tasks
 * push      what they push becomes results
 * </pre>
 *
 * <p>Entry type: {@link io.netmonitor.controller.legacy.LegacyDoor}, the ports that it had.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy;
