/**
 * One contract test for each extension point. An implementation's test extends it and says how to open what it tests.
 *
 * <p>Entry types: {@link io.netmonitor.testkit.contract.ResultSinkContract} and its siblings.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.contract;
