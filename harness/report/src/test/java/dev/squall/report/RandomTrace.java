package dev.squall.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run made up at random, with losses, duplicates and restarts, and a vector clock for each event (Fidge, Mattern
 * 1988): what the page's passes over the events must agree with. No two events share a microsecond.
 */
public final class RandomTrace {

    private static final String[] LANES = {"client 0", "client 1", "n1", "n2", "n3"};
    private static final int CLIENTS = 2;

    /** @param clock after the event; null for a loss, which happens to nobody */
    record Happening(long micros, String kind, int lane, int[] clock) {

        boolean isBefore(Happening other) {
            return this != other && clock[lane] <= other.clock[lane];
        }
    }

    private record Flight(int number, int to, int[] clock) {}

    public final TraceFolder folder = new TraceFolder();
    final List<Happening> happenings = new ArrayList<>();

    private final Random random;
    private final int[][] clocks = new int[LANES.length][LANES.length];
    private final List<Flight> flights = new ArrayList<>();
    private final boolean[] isBusy = new boolean[CLIENTS];
    private final Deque<Integer> toSend = new ArrayDeque<>();
    private long micros;

    public RandomTrace(long seed, int steps) {
        random = new Random(seed);
        for (int i = 0; i < steps; i++) {
            micros += 1 + random.nextInt(40);
            step();
        }
    }

    private void step() {
        if (!toSend.isEmpty()) {
            send(toSend.poll(), CLIENTS + random.nextInt(LANES.length - CLIENTS));
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> fact();
            case 1 -> operation(random.nextInt(CLIENTS));
            case 2, 3 -> send(CLIENTS + random.nextInt(LANES.length - CLIENTS), random.nextInt(LANES.length));
            default -> arrive();
        }
    }

    private void fact() {
        int lane = CLIENTS + random.nextInt(LANES.length - CLIENTS);
        folder.fact(nanos(), LANES[lane], 0, "{\"type\":\"delivered\",\"message\":" + micros + "}");
        note("fact", lane);
    }

    private void operation(int client) {
        folder.operation(nanos(), isBusy[client] ? "ok" : "invoke", String.valueOf(client), "write", "[0 1]");
        note(isBusy[client] ? "ok" : "invoke", client);
        isBusy[client] = !isBusy[client];
        if (isBusy[client]) {
            toSend.add(client);
        }
    }

    private void send(int from, int to) {
        String body = "{\"type\":\"ping\",\"number\":" + random.nextInt(100) + "}";
        int number = folder.sent(nanos(), wireName(from), wireName(to), body);
        note("sent", from);
        flights.add(new Flight(number, to, clocks[from].clone()));
    }

    /** Some are received and fly on, as duplicates; some never arrive, and nothing is told of them. */
    private void arrive() {
        if (flights.isEmpty()) {
            return;
        }
        Flight flight = flights.remove(random.nextInt(flights.size()));
        if (random.nextInt(6) == 0) {
            folder.lost(nanos(), flight.number());
            happenings.add(new Happening(micros, "lost", -1, null));
            return;
        }
        folder.received(nanos(), flight.number());
        for (int lane = 0; lane < LANES.length; lane++) {
            clocks[flight.to()][lane] = Math.max(clocks[flight.to()][lane], flight.clock()[lane]);
        }
        note("received", flight.to());
        if (random.nextInt(6) == 0) {
            flights.add(flight);
        }
    }

    private void note(String kind, int lane) {
        clocks[lane][lane]++;
        happenings.add(new Happening(micros, kind, lane, clocks[lane].clone()));
    }

    private long nanos() {
        return micros * 1000;
    }

    private static String wireName(int lane) {
        return lane < CLIENTS ? "c" + lane : LANES[lane];
    }

    /**
     * Returns the relation of each event to the chosen one, by its time in microseconds: 0 none, 1 before, 2 after, 3
     * the chosen one.
     */
    Map<Long, Integer> marks(Happening chosen) {
        Map<Long, Integer> marks = new TreeMap<>();
        for (Happening other : happenings) {
            if (other.clock() != null) {
                int mark = other == chosen ? 3 : other.isBefore(chosen) ? 1 : chosen.isBefore(other) ? 2 : 0;
                marks.put(other.micros(), mark);
            }
        }
        return marks;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d events on %s", happenings.size(), Arrays.toString(LANES));
    }
}
