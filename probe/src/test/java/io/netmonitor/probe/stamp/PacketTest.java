// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.time.EpochNanos;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Packets to the octet, by tables made by hand from RFC 8762 and RFC 8972. */
final class PacketTest {
    private static final String REQUEST = """
            00000007            // sequence number
            ed895380 80000000   // t1: 2026-04-15T00:00:00.5Z
            9980                // synchronised, 1 s
            1234                // session id
            00000000 00000000 00000000 00000000 00000000 00000000 00000000
            80 03 0004 00000000 // timestamp information, U set
            80 07 0010 00000000 00000000 00000000 00000000  // follow-up telemetry, U set
            80 01 0004 00000000 // extra padding
            """;

    private static final long T1_NS = EpochNanos.of(Instant.parse("2026-04-15T00:00:00.5Z"));
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void writesARequestToTheOctet() {
        ByteBuffer packet = ByteBuffer.allocate(100);

        Request.prepare(packet, 80, 0x1234, (short) 0x9980);
        Request.stamp(packet, 7, StampTime.toNtp(T1_NS));

        assertThat(Octets.hex(packet, 80)).isEqualTo(Octets.hex(REQUEST));
    }

    @Test
    void theSmallestRequestHas72Octets() {
        assertThat(Request.lengthBytes(0)).isEqualTo(72);
        assertThat(Request.lengthBytes(72)).isEqualTo(72);
        assertThat(Request.lengthBytes(73)).isEqualTo(76);
        assertThat(Request.lengthBytes(8_972)).isEqualTo(8_972);
    }

    @Test
    void writesAReplyToTheOctet() {
        ByteBuffer packet = Octets.of(REQUEST);
        ReflectorSession session = new ReflectorSession();
        session.addStamp(2, T1_NS - SECOND_NS);

        reflect(packet, 80, session);

        assertThat(Octets.hex(packet, 80)).isEqualTo(Octets.hex("""
                        00000003            // the reflector's own number
                        ed895383 80000000   // t3, 3 s after t1
                        1a01                // not synchronised
                        1234
                        ed895382 80000000   // t2, 2 s after t1
                        00000007            // sender's number
                        ed895380 80000000   // sender's t1
                        9980                // sender's error estimate
                        0000
                        fe 000000           // TTL 254
                        00 03 0004 05 02 05 03
                        00 07 0010 00000002 ed89537f 80000000 02000000
                        00 01 0004 00000000
                        """));
    }

    @Test
    void tellsEachStampOnce() {
        ReflectorSession session = new ReflectorSession();
        session.addStamp(2, T1_NS);
        reflect(Octets.of(REQUEST), 80, session);
        ByteBuffer packet = Octets.of(REQUEST);

        reflect(packet, 80, session);

        assertThat(Octets.hex(packet, 80)).contains("00070010" + "0".repeat(32));
    }

    @Test
    void marksWhatItDoesNotKnowAndStopsAtWhatIsBroken() {
        ByteBuffer packet = Octets.of(Octets.hex(REQUEST).substring(0, 88) + """
                80 c8 0002 abcd     // unknown type
                80 03 0003 000000   // wrong length
                80 07 0040 0102     // longer than the packet
                """);
        int length = packet.capacity();

        reflect(packet, length, new ReflectorSession());

        assertThat(Octets.hex(packet, length)).endsWith("80c80002abcd" + "40030003000000" + "400700400102");
    }

    @Test
    void leavesTheZeroPaddingOfTwampLightAlone() {
        ByteBuffer packet = Octets.of(Octets.hex(REQUEST).substring(0, 88) + "00".repeat(20));

        reflect(packet, 64, new ReflectorSession());

        assertThat(Octets.hex(packet, 64)).endsWith("fe000000" + "00".repeat(20));
    }

    @Test
    void readsBackWhatTheReflectorWrote() {
        ByteBuffer packet = Octets.of(REQUEST);
        ReflectorSession session = new ReflectorSession();
        session.addStamp(2, T1_NS - SECOND_NS);
        reflect(packet, 80, session);

        Reply reply = Reply.read(packet, 80, T1_NS + 5 * SECOND_NS, true, 250);

        assertThat(reply.sequence()).isEqualTo(7);
        assertThat(reply.reflectorSequence()).isEqualTo(3);
        assertThat(reply.t2Ns()).isEqualTo(T1_NS + 2 * SECOND_NS);
        assertThat(reply.t2Kernel()).isTrue();
        assertThat(reply.t3UserNs()).isEqualTo(T1_NS + 3 * SECOND_NS);
        assertThat(reply.forwardHopLimit()).isEqualTo(254);
        assertThat(reply.backwardHopLimit()).isEqualTo(250);
        assertThat(reply.estimate().synchronised()).isFalse();
        assertThat(Objects.requireNonNull(reply.followUp())).isEqualTo(new Reply.FollowUp(2, T1_NS - SECOND_NS, true));
    }

    @Test
    void knowsAReplyFromARequest() {
        ByteBuffer packet = Octets.of(REQUEST);
        assertThat(Reflection.isReply(packet)).isFalse();

        reflect(packet, 80, new ReflectorSession());

        assertThat(Reflection.isReply(packet)).isTrue();
    }

    @Property
    void noOctetsAreTooStrangeToReflectOrToRead(@ForAll @Size(min = 44, max = 120) byte[] octets) {
        ByteBuffer packet = ByteBuffer.wrap(octets.clone());

        assertThat(Reflection.isReply(packet)).isIn(true, false);
        assertThat(Reflection.wantsFollowUp(packet, octets.length)).isIn(true, false);
        reflect(packet, octets.length, new ReflectorSession());
        Reply reply = Reply.read(packet, octets.length, 0, false, -1);

        assertThat(reply.sequence()).isEqualTo(ByteBuffer.wrap(octets).getInt(0));
        assertThat(Reply.read(ByteBuffer.wrap(octets), octets.length, 0, false, -1))
                .isNotNull();
    }

    private static void reflect(ByteBuffer packet, int lengthBytes, ReflectorSession session) {
        Reflection.base(packet, 3, T1_NS + 2 * SECOND_NS, 254, (short) 0x1A01);
        Reflection.extensions(packet, lengthBytes, session, true, false);
        Reflection.departure(packet, T1_NS + 3 * SECOND_NS);
    }
}
