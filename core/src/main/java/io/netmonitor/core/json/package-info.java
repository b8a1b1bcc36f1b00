/**
 * JSON of the vocabulary: instants in UTC with nine digits, keys with their unit, absent values left out.
 *
 * <pre>{@code
 * String text = Json.write(result);
 * Result back = Json.read(text, Result.class);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.json;
