// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Fetches task files and reads them as the JSON that they are; old nodes run them as Python. Fields that no old controller writes are
 * skipped, for sites have forms of their own. Safe for use by many threads.
 */
final class TaskSource {
    private static final int OK = 200;

    private final BoundedHttp http;

    TaskSource(BoundedHttp http) {
        this.http = http;
    }

    TaskFile fetch(Dispatch dispatch) throws Refusal, InterruptedException {
        byte[] body = download(dispatch);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Json.read(text, TaskFile.class);
        } catch (CharacterCodingException e) {
            throw new Refusal(Reason.TASK, dispatch.url() + " is not UTF-8");
        } catch (InvalidInputException e) {
            throw new Refusal(Reason.TASK, String.valueOf(e.getMessage()));
        }
    }

    private byte[] download(Dispatch dispatch) throws Refusal, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(dispatch.url()).GET().build();
            HttpResponse<byte[]> response = http.send(request);
            if (response.statusCode() != OK) {
                throw new Refusal(Reason.DOWNLOAD, dispatch.url() + " answered " + response.statusCode());
            }
            return response.body();
        } catch (Refusal e) {
            throw e;
        } catch (IOException e) {
            throw new Refusal(Reason.DOWNLOAD, dispatch.url() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.URL, dispatch.url() + ": " + e.getMessage());
        }
    }
}
