/**
 * Where the embedded stores' files are, and who may read them.
 *
 * <p>Entry type: {@link io.netmonitor.store.file.StoreFile}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.store.file;
