/** Answers that the prototype's peers can read. Entry type: {@link io.netmonitor.controller.legacy.remote.PlainAnswer}. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy.remote;
