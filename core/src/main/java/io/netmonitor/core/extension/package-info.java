/**
 * The three doors through which the product grows: probe types, result sinks and stores. Built-ins and strangers' jars come
 * in by the same ServiceLoader file.
 *
 * <pre>{@code
 * Extensions extensions = Extensions.load();
 * ProbeType basic = extensions.probeType("basic");
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.extension;
