/** Fleets in which parts of the prototype still run. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.legacy;
