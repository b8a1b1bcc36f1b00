// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The C functions that measuring needs, as they are on Linux for x86-64 and aarch64.
 *
 * <p>All but the clock go through one native signature of five machine words: on both machines arguments travel in
 * registers, so an unused one costs nothing, while each further signature costs 9 to 27 ms at the first call. Handles are
 * made at their first use. Errors come back through the call state, so a state segment belongs to one thread at a time;
 * being an argument of each call, it also keeps its arena open for the call's time.
 */
public final class Libc {
    /** Size and alignment of the call state that holds errno. */
    static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor FIVE_WORDS =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Libc() {}

    /** Whether struct layouts and constants of this package hold on this machine. */
    public static boolean isSupported() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return "Linux".equals(System.getProperty("os.name"))
                && ("amd64".equals(machine) || "x86_64".equals(machine) || "aarch64".equals(machine));
    }

    /** The error of the last call that was made with this state. */
    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    static int socket(MemorySegment state, int domain, int type) {
        return (int) call(Handles.SOCKET, state, domain, type, 0, 0, 0);
    }

    static int bind(MemorySegment state, int fd, MemorySegment address, int length) {
        return (int) call(Handles.BIND, state, fd, address.address(), length, 0, 0);
    }

    static int getsockname(MemorySegment state, int fd, MemorySegment address, MemorySegment length) {
        return (int) call(Handles.GETSOCKNAME, state, fd, address.address(), length.address(), 0, 0);
    }

    static int setsockopt(MemorySegment state, int fd, int level, int option, MemorySegment value) {
        return (int) call(Handles.SETSOCKOPT, state, fd, level, option, value.address(), value.byteSize());
    }

    /** Sends the messages of an array of struct mmsghdr; returns how many, or −1 when the first failed. */
    static int sendmmsg(MemorySegment state, int fd, long headersAddress, int count, int flags) {
        return (int) call(Handles.SENDMMSG, state, fd, headersAddress, count, flags, 0);
    }

    /** Receives into an array of struct mmsghdr, without waiting for it to fill; returns how many, or −1. */
    static int recvmmsg(MemorySegment state, int fd, long headersAddress, int count, int flags) {
        return (int) call(Handles.RECVMMSG, state, fd, headersAddress, count, flags, 0);
    }

    static int eventfd(MemorySegment state, int value, int flags) {
        return (int) call(Handles.EVENTFD, state, value, flags, 0, 0, 0);
    }

    static long read(MemorySegment state, int fd, MemorySegment into, int bytes) {
        return call(Handles.READ, state, fd, into.address(), bytes, 0, 0);
    }

    static long write(MemorySegment state, int fd, MemorySegment from, int bytes) {
        return call(Handles.WRITE, state, fd, from.address(), bytes, 0, 0);
    }

    static int ppoll(MemorySegment state, MemorySegment descriptors, int count, MemorySegment timeout) {
        return (int) call(Handles.PPOLL, state, descriptors.address(), count, timeout.address(), 0, 0);
    }

    static int close(MemorySegment state, int fd) {
        return (int) call(Handles.CLOSE, state, fd, 0, 0, 0, 0);
    }

    /** Sets how late this thread's timers may fire, nanoseconds. */
    static int timerSlack(MemorySegment state, long slackNs) {
        return (int) call(Handles.PRCTL, state, 29, slackNs, 0, 0, 0);
    }

    /** Sets this thread's nice value, −20 to 19; returns −1 where it may not. */
    static int nice(MemorySegment state, int value) {
        return (int) call(Handles.SETPRIORITY, state, 0, 0, value, 0, 0);
    }

    /**
     * Reads or sets the kernel's clock discipline, {@code adjtimex(2)}.
     *
     * @param state from {@link #callState}
     * @param timex a struct timex; its modes are 0 when it is only read
     * @return the clock's state, or −1
     */
    public static int adjtimex(MemorySegment state, MemorySegment timex) {
        return (int) call(Handles.ADJTIMEX, state, timex.address(), 0, 0, 0, 0);
    }

    /** A call state, to be used by one thread at a time. */
    public static MemorySegment callState(java.lang.foreign.Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    /** Reads a clock into a struct timespec; a vDSO call of about 25 ns. */
    static void clockGettime(int clock, MemorySegment timespec) {
        try {
            int ignored = (int) Handles.CLOCK_GETTIME.invokeExact(clock, timespec);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static long call(MethodHandle handle, MemorySegment state, long a, long b, long c, long d, long e) {
        try {
            return (long) handle.invokeExact(state, a, b, c, d, e);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    private static MethodHandle fiveWords(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FIVE_WORDS, Linker.Option.captureCallState("errno"));
    }

    /** C functions throw nothing; what arrives here is the JVM's own trouble. */
    private static RuntimeException impossible(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    /** Made at the first call, all in one go: of one signature, all but the first cost well under 1 ms. */
    private static final class Handles {
        static final MethodHandle SOCKET = fiveWords("socket");
        static final MethodHandle BIND = fiveWords("bind");
        static final MethodHandle GETSOCKNAME = fiveWords("getsockname");
        static final MethodHandle SETSOCKOPT = fiveWords("setsockopt");
        static final MethodHandle SENDMMSG = fiveWords("sendmmsg");
        static final MethodHandle RECVMMSG = fiveWords("recvmmsg");
        static final MethodHandle EVENTFD = fiveWords("eventfd");
        static final MethodHandle READ = fiveWords("read");
        static final MethodHandle WRITE = fiveWords("write");
        static final MethodHandle PPOLL = fiveWords("ppoll");
        static final MethodHandle CLOSE = fiveWords("close");
        static final MethodHandle PRCTL = fiveWords("prctl");
        static final MethodHandle SETPRIORITY = fiveWords("setpriority");
        static final MethodHandle ADJTIMEX = fiveWords("adjtimex");

        /** Critical is right here alone: the call never blocks, so no safepoint waits for it. */
        static final MethodHandle CLOCK_GETTIME = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
                Linker.Option.critical(false));
    }
}
