package dev.squall.fault;

import java.util.Locale;

/** Shapes of partitions, after Jepsen's. A shape decides which links are cut. */
enum PartitionShape {
    /** Splits the nodes in two halves; with an odd number of nodes, one of the halves is a majority. */
    HALVES {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            return between(order, order.length / 2, true);
        }
    },
    /** Isolates one random node. */
    ONE_NODE {
        @Override
        boolean[][] draw(FaultContext context) {
            return between(context.shuffledIndexes(), 1, true);
        }
    },
    /** Isolates the primary, or a random node if no primary is known. */
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
    /** Connects each node only to its nearest neighbours on a ring, so that each node sees a different majority. */
    MAJORITIES_RING {
        @Override
        boolean[][] draw(FaultContext context) {
            int n = context.cluster().nodeIds().size();
            if (n == 3) {
                // On a ring of three all nodes are neighbours; a bridge still gives each node another majority.
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
    /** Splits the nodes in two halves that are connected only through one node, which sees both. */
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
    /** Cuts the links from some nodes to the others; the links in the other direction stay open. */
    ONE_WAY {
        @Override
        boolean[][] draw(FaultContext context) {
            int[] order = context.shuffledIndexes();
            int size = 1 + context.random().nextInt(Math.max(1, order.length - 1));
            return between(order, size, false);
        }
    };

    /** Returns the lost links: {@code lost[from][to]} is true if messages from {@code from} to {@code to} are lost. */
    abstract boolean[][] draw(FaultContext context);

    String shapeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Cuts the links between the first {@code size} nodes of {@code order} and the rest. */
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
