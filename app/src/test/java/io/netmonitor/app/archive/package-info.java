/** The archives, as somebody gets them who has nothing else of ours. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.archive;
