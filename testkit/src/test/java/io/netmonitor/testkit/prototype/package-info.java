@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.prototype;
