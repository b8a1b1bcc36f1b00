/**
 * What old nodes push, made into results. Entry type: {@link io.netmonitor.controller.legacy.push.PushIntake}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy.push;
