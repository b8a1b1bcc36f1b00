/**
 * Keeps the tasks' groups at a Prometheus Pushgateway, as the prototype's queries and dashboards read them: one group a task, put
 * as a whole by the controller alone, and gone when the task no longer runs.
 *
 * <p>Entry type: {@link io.netmonitor.controller.gateway.PushgatewaySink}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.gateway;
