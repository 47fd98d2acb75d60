package dev.squall.lectures.generals.flawed;

import dev.squall.lectures.generals.ByzantineProgram;

/**
 * Generals who obey what the commander tells them, and do not compare it.
 *
 * <p>Wrong: a traitor may be the commander, and tell each lieutenant something else (lecture 2.2).
 *
 * <p>Shows: loyal generals who decide differently.
 *
 * <p>By: a commander who is a traitor. No fault of the network is needed.
 */
public final class OrdersNotPassedOn extends ByzantineProgram {

    @Override
    protected int traitorsTolerated(int asked) {
        return 0;
    }
}
