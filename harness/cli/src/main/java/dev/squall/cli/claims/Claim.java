package dev.squall.cli.claims;

import java.util.List;

/**
 * One claim of the lectures. It is confirmed if every trial of both sides comes out as expected: the sound system
 * survives, and what lacks one step of it is caught.
 *
 * @param id such as {@code fifo-link}
 * @param lecture its number
 * @param statement one clause
 * @param holds what must survive
 * @param breaks what must be caught
 */
public record Claim(String id, String lecture, String statement, List<Trial> holds, List<Trial> breaks) {

    public Claim {
        holds = List.copyOf(holds);
        breaks = List.copyOf(breaks);
    }
}
