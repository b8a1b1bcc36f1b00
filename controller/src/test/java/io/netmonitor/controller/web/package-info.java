/** Tests of the web UI: over HTTP, and in a browser against canned answers of the API. */
@NullMarked
package io.netmonitor.controller.web;

import org.jspecify.annotations.NullMarked;
