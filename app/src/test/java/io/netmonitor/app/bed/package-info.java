/** Tests of the bed for estimators of bandwidth, against the kernel's own counters. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.bed;
