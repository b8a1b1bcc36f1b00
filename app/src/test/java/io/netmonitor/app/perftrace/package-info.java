/** The prototype's command line, held to the text that scripts in the field read. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.perftrace;
