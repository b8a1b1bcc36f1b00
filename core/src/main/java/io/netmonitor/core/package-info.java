/**
 * The vocabulary of the house, without I/O: every other module points at this one. The extension points are in
 * {@code extension}, what travels is in {@code result}, what is asked for in {@code task}, when it happens in
 * {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core;
