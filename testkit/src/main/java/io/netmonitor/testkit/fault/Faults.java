// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a relay does to the packets of one direction, numbered from 0 as they reach it. Immutable.
 *
 * <pre>{@code
 * Faults.NONE.dropping(n -> n % 5 == 4).duplicating(Set.of(2)::contains)
 * }</pre>
 *
 * @param drop packets that vanish
 * @param duplicate packets that go out twice
 * @param swap packets that are held back until the next one has gone out
 * @param delay how long every packet is held
 */
public record Faults(IntPredicate drop, IntPredicate duplicate, IntPredicate swap, Duration delay) {
    /** Everything goes through. */
    public static final Faults NONE = new Faults(n -> false, n -> false, n -> false, Duration.ZERO);

    public Faults {
        requireNonNull(drop, "drop");
        requireNonNull(duplicate, "duplicate");
        requireNonNull(swap, "swap");
        requireNonNull(delay, "delay");
    }

    public Faults dropping(IntPredicate which) {
        return new Faults(which, duplicate, swap, delay);
    }

    public Faults dropping(Integer... which) {
        return dropping(Set.of(which)::contains);
    }

    public Faults duplicating(Integer... which) {
        return new Faults(drop, Set.of(which)::contains, swap, delay);
    }

    /** A packet that is the last one to come is never let go. */
    public Faults swapping(Integer... which) {
        return new Faults(drop, duplicate, Set.of(which)::contains, delay);
    }

    public Faults delayedBy(Duration time) {
        return new Faults(drop, duplicate, swap, time);
    }
}
