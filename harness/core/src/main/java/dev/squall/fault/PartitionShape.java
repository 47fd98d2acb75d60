package dev.squall.fault;

import java.util.Locale;

/** Shapes of partitions, which say which links are cut. After Jepsen's. */
enum PartitionShape {
    /** Two halves; with an odd number of nodes one is a majority. */
    HALVES {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            return between(order, order.length / 2, true);
        }
    },
    /** One node alone. */
    ONE_NODE {
        @Override
        boolean[][] draw(FaultContext context) {
            return between(context.shuffledIndexes(), 1, true);
        }
    },
    /** The primary alone, or any node if none is known. */
    PRIMARY {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            context.primary().get().ifPresent(id -> {
                int primary = context.cluster().nodeIds().indexOf(id);
                for (int i = 0; i < order.length; i++) {
                    if (order[i] == primary) {
                        order[i] = order[0];
                        order[0] = primary;
                    }
                }
            });
            return between(order, 1, true);
        }
    },
    /** Every node sees a majority, no two the same one: each reaches only its nearest neighbours on a ring. */
    MAJORITIES_RING {
        @Override
        boolean[][] draw(FaultContext context) {
            int n = context.cluster().nodeIds().size();
            if (n == 3) {
                // On a ring of three all are neighbours; without one of its links each still sees another majority.
                return BRIDGE.draw(context);
            }
            int[] order = context.shuffledIndexes();
            int reach = Math.max(1, (n / 2 + 1) / 2);
            boolean[][] lost = new boolean[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    int distance = Math.min(Math.floorMod(i - j, n), Math.floorMod(j - i, n));
                    lost[order[i]][order[j]] = distance > reach;
                }
            }
            return lost;
        }
    },
    /** Two halves that see each other only through one node that sees both. */
    BRIDGE {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            int bridge = order[order.length - 1];
            boolean[][] lost = between(order, order.length / 2, true);
            for (int node = 0; node < lost.length; node++) {
                lost[node][bridge] = false;
                lost[bridge][node] = false;
            }
            return lost;
        }
    },
    /** Nothing gets from some nodes to the others; the other way is open. */
    ONE_WAY {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            int size = 1 + context.random().nextInt(Math.max(1, order.length - 1));
            return between(order, size, false);
        }
    };

    /** {@code lost[from][to]}: whether messages on that link are lost. */
    abstract boolean[][] draw(FaultContext context);

    String shapeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Cuts the first {@code size} of {@code order} off from the rest. */
    private static boolean[][] between(int[] order, int size, boolean bothWays) {
        boolean[][] lost = new boolean[order.length][order.length];
        for (int i = 0; i < size; i++) {
            for (int j = size; j < order.length; j++) {
                lost[order[i]][order[j]] = true;
                lost[order[j]][order[i]] = bothWays;
            }
        }
        return lost;
    }
}
