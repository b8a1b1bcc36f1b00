/**
 * Keeps changing what a fleet is to measure, and takes nodes away and gives them back meanwhile; by a seed, so that the same can be done again.
 *
 * <p>Entry type: {@link io.netmonitor.testkit.churn.Churn}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.churn;
