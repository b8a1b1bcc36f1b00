// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static io.netmonitor.probe.stamp.PacketLayout.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.socket.Arrival;
import java.nio.ByteBuffer;
import java.time.Instant;
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
            80 04 0004 b8000000 // class of service, DSCP 46 wanted, U set
            80 07 0010 00000000 00000000 00000000 00000000  // follow-up telemetry, U set
            80 01 0004 00000000 // extra padding
            """;

    private static final long T1_NS = EpochNanos.of(Instant.parse("2026-04-15T00:00:00.5Z"));
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void writesARequestToTheOctet() {
        ByteBuffer packet = ByteBuffer.allocate(108);

        Request.prepare(packet, OPEN, 88, 0x1234, (short) 0x9980, 46, null);
        Request.stamp(packet, OPEN, 7, StampTime.toNtp(T1_NS), null);

        assertThat(Octets.hex(packet, 88)).isEqualTo(Octets.hex(REQUEST));
    }

    @Test
    void theSmallestRequestHas80Octets() {
        assertThat(Request.lengthBytes(OPEN, 0)).isEqualTo(80);
        assertThat(Request.lengthBytes(OPEN, 80)).isEqualTo(80);
        assertThat(Request.lengthBytes(OPEN, 81)).isEqualTo(84);
        assertThat(Request.lengthBytes(OPEN, 8_972)).isEqualTo(8_972);
        assertThat(Request.lengthBytes(PacketLayout.AUTHENTICATED, 0)).isEqualTo(168);
    }

    @Test
    void writesAReplyToTheOctet() {
        ByteBuffer packet = Octets.of(REQUEST);
        ReflectorSession session = new ReflectorSession();
        session.addStamp(2, T1_NS - SECOND_NS);

        reflect(packet, 88, session);

        assertThat(Octets.hex(packet, 88)).isEqualTo(Octets.hex("""
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
                        00 04 0004 ba880000 // DSCP 40 and ECN 2 seen
                        00 07 0010 00000002 ed89537f 80000000 02000000
                        00 01 0004 00000000
                        """));
    }

    @Test
    void tellsEachStampOnce() {
        ReflectorSession session = new ReflectorSession();
        session.addStamp(2, T1_NS);
        reflect(Octets.of(REQUEST), 88, session);
        ByteBuffer packet = Octets.of(REQUEST);

        reflect(packet, 88, session);

        assertThat(Octets.hex(packet, 88)).contains("00070010" + "0".repeat(32));
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
        reflect(packet, 88, session);

        Reply reply = new Reply();

        assertThat(reply.read(packet, OPEN, 88, null)).isTrue();
        assertThat(reply.sequence).isEqualTo(7);
        assertThat(reply.reflectorSequence).isEqualTo(3);
        assertThat(reply.sessionId).isEqualTo(0x1234);
        assertThat(reply.echoedNtp).isEqualTo(StampTime.toNtp(T1_NS));
        assertThat(reply.t2Ns).isEqualTo(T1_NS + 2 * SECOND_NS);
        assertThat(reply.t2Kernel).isTrue();
        assertThat(reply.t3UserNs).isEqualTo(T1_NS + 3 * SECOND_NS);
        assertThat(reply.forwardHopLimit).isEqualTo(254);
        assertThat(reply.forwardDscp).isEqualTo(40);
        assertThat(reply.dscpHonoured).isTrue();
        assertThat(ErrorEstimate.decode(reply.estimate).synchronised()).isFalse();
        assertThat(reply.followsUp).isTrue();
        assertThat(reply.followUpSequence).isEqualTo(2);
        assertThat(reply.followUpNs).isEqualTo(T1_NS - SECOND_NS);
        assertThat(reply.followUpKernel).isTrue();
    }

    @Test
    void knowsAReplyFromARequest() {
        ByteBuffer packet = Octets.of(REQUEST);
        assertThat(Reflection.isReply(packet, OPEN)).isFalse();

        reflect(packet, 88, new ReflectorSession());

        assertThat(Reflection.isReply(packet, OPEN)).isTrue();
    }

    @Property
    void noOctetsAreTooStrangeToReflectOrToRead(@ForAll @Size(min = 44, max = 120) byte[] octets) {
        ByteBuffer packet = ByteBuffer.wrap(octets.clone());

        assertThat(Reflection.isReply(packet, OPEN)).isIn(true, false);
        assertThat(new Reflection().wantsFollowUp(packet, OPEN, octets.length)).isIn(true, false);
        reflect(packet, octets.length, new ReflectorSession());
        Reply reply = new Reply();

        assertThat(reply.read(packet, OPEN, octets.length, null)).isTrue();
        assertThat(reply.sequence).isEqualTo(ByteBuffer.wrap(octets).getInt(0));
        assertThat(reply.read(ByteBuffer.wrap(octets), OPEN, octets.length, null))
                .isTrue();
    }

    private static void reflect(ByteBuffer packet, int lengthBytes, ReflectorSession session) {
        Arrival arrival = Arrival.of(packet, lengthBytes, T1_NS + 2 * SECOND_NS, 254, 40 << 2 | 2);
        Reflection.base(arrival, OPEN, 3, T1_NS + 2 * SECOND_NS, (short) 0x1A01);
        new Reflection().extensions(arrival, OPEN, null, session, true, false);
        Reflection.departure(packet, OPEN, T1_NS + 3 * SECOND_NS, null);
    }
}
