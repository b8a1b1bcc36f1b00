/**
 * A real browser for tests of pages.
 *
 * <p>Entry type: {@link io.netmonitor.testkit.browser.Browser}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.browser;
