/**
 * What every implementation of an extension point must keep to, as abstract test classes: an implementation's test extends
 * one and says how to open what is tested. Strangers' implementations inherit the same tests.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.contract;
