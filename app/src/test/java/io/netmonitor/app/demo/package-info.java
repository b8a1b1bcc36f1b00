/** Tests of the demo: its pieces one by one, and the whole as a process. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.demo;
