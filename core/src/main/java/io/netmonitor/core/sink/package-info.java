/**
 * Where results are sent on after they are stored.
 *
 * <p>Entry type: {@link io.netmonitor.core.sink.ResultSink}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.sink;
