/**
 * Results that wait for delivery, on disk, so that neither a crash nor a controller that is away loses any. A batch is a
 * sealed segment of the spool and keeps its number until the controller acknowledges it.
 *
 * <pre>{@code
 * spool.append(result);                      // any thread
 * Pending batch = spool.next();              // the delivering thread
 * spool.acknowledged(batch.number());
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent.spool;
