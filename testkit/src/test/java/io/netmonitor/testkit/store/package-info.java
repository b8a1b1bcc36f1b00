/** Tests of the state that no disk keeps, by the contracts of state stores. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.store;
