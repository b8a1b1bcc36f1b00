// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.path.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::7");
    private static final long LONG_NS = Duration.ofSeconds(60).toNanos();

    private final CountDownLatch answering = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();

    @AfterEach
    void letLookupsEnd() {
        answering.countDown();
    }

    private InetAddress[] answerLater() {
        questions.incrementAndGet();
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[] {SIX, FOUR};
    }

    @Test
    void findsTheAddressOfAFamily() throws Exception {
        NameLookup names = new NameLookup(_ -> new InetAddress[] {SIX, FOUR}, LONG_NS);

        assertThat(names.find("both.example", Family.IPV4)).isEqualTo(FOUR);
        assertThat(names.find("both.example", Family.IPV6)).isEqualTo(SIX);
    }

    @Test
    void knowsNoHostWithoutAnAddressOfTheFamily() {
        NameLookup names = new NameLookup(_ -> new InetAddress[] {FOUR}, LONG_NS);

        assertThatThrownBy(() -> names.find("four.example", Family.IPV6))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the host has no address of family ipv6: four.example");
    }

    @Test
    void waitsOnlySoLong() {
        NameLookup names =
                new NameLookup(_ -> answerLater(), Duration.ofMillis(1).toNanos());

        assertThatThrownBy(() -> names.find("slow.example", Family.IPV4))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnknownHostException.class)
                .hasMessage("the name service does not answer: slow.example");
    }

    @Test
    void asksOnceForAllThatWait() throws Exception {
        NameLookup names = new NameLookup(_ -> answerLater(), LONG_NS);
        List<FutureTask<InetAddress>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            FutureTask<InetAddress> one = new FutureTask<>(() -> names.find("slow.example", Family.IPV4));
            Thread asking = Thread.ofVirtual().start(one);
            await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);
            waiting.add(one);
        }

        answering.countDown();

        for (FutureTask<InetAddress> one : waiting) {
            assertThat(one.get()).isEqualTo(FOUR);
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void leavesASilentNameServiceAlone() {
        NameLookup names =
                new NameLookup(_ -> answerLater(), Duration.ofMillis(1).toNanos());

        for (int i = 0; i < 100; i++) {
            String name = "n" + i + ".example";
            assertThatThrownBy(() -> names.find(name, Family.IPV4)).isInstanceOf(IOException.class);
        }

        await().untilAsserted(() -> assertThat(questions).hasValue(16));
    }
}
