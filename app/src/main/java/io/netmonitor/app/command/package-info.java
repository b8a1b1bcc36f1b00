/**
 * The commands, one class each. What long-lived parts do is in their modules; here they are wired, waited for and stopped.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.command;
