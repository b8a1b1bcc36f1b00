/**
 * State that no disk keeps, for tests that change it thousands of times.
 *
 * <p>Entry type: {@link io.netmonitor.testkit.store.MemoryStateStore}; it keeps to the contracts of state stores like any other.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.store;
