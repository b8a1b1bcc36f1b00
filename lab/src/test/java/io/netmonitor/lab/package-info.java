/** Tests of the lab; those that need rights or tools say which when they are skipped. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.lab;
