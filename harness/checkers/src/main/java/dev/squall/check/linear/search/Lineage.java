package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Arrays;

/**
 * Parent links between the configurations of a breadth-first search, from which the order is reconstructed at the end.
 * Each configuration takes eight bytes. The configurations themselves are still discarded layer by layer.
 */
final class Lineage {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final Meter budget;
    private int[] parent = new int[FIRST_CAPACITY];
    private int[] placed = new int[FIRST_CAPACITY];
    private int size;

    /** Numbers of the configurations in the current layer's table and in the next layer's, by their places there. */
    private int[] layer = new int[16];

    private int[] nextLayer = new int[16];
    private int layerSize;
    private int nextLayerSize;

    Lineage(Meter budget) {
        this.budget = budget;
        budget.reserve(8L * FIRST_CAPACITY);
    }

    /** Adds an initial configuration to the current layer. */
    void addRoot() {
        addToLayer(-1, Configurations.NONE);
    }

    /** Adds a configuration to the current layer that places one more call than its parent at a place in this layer. */
    void addToLayer(int parentPlace, int action) {
        int number = add(parentPlace < 0 ? -1 : layer[parentPlace], action);
        layer = with(layer, layerSize++, number);
    }

    /** Adds a configuration to the next layer that places at most one more call than its parent in this layer. */
    void addToNextLayer(int parentPlace, int action) {
        int number = action == Configurations.NONE ? layer[parentPlace] : add(layer[parentPlace], action);
        nextLayer = with(nextLayer, nextLayerSize++, number);
    }

    void leaveLayer() {
        int[] done = layer;
        layer = nextLayer;
        layerSize = nextLayerSize;
        nextLayer = done;
        nextLayerSize = 0;
    }

    /** Returns the calls placed on the path to the configuration at a place in the current layer. */
    int[] trailOf(int place) {
        int[] backwards = new int[16];
        int count = 0;
        for (int i = layer[place]; parent[i] >= 0; i = parent[i]) {
            backwards = with(backwards, count++, placed[i]);
        }
        int[] trail = new int[count];
        for (int i = 0; i < count; i++) {
            trail[i] = backwards[count - 1 - i];
        }
        return trail;
    }

    private int add(int from, int action) {
        if (size == parent.length) {
            budget.reserve(8L * size);
            parent = Arrays.copyOf(parent, 2 * size);
            placed = Arrays.copyOf(placed, 2 * size);
        }
        parent[size] = from;
        placed[size] = action;
        return size++;
    }

    private static int[] with(int[] list, int at, int value) {
        int[] larger = at == list.length ? Arrays.copyOf(list, 2 * at) : list;
        larger[at] = value;
        return larger;
    }

    void release() {
        budget.release(8L * parent.length);
    }
}
