/** Tests of what the bed computes; what it does to packets is tested where all modules meet. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.bed;
