package dev.squall.world.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leftovers of killed harnesses: containers, volumes and networks with the labels of {@link Ownership}, and folders of
 * builds. Items of a running harness are not touched. Items of a harness in another pid namespace are not touched
 * either, since the state of that harness is unknown.
 */
public final class Leftovers {

    private final DockerClient client;

    /** @param engine connection to the engine, which is not closed */
    public Leftovers(DockerEngine engine) {
        this.client = engine.client();
    }

    /**
     * An item that a harness has created.
     *
     * @param kind container, volume, network or folder
     * @param run the run of the item; empty for a folder
     */
    public record Item(String kind, String name, String run) {}

    /**
     * Result of a removal, for all labelled items.
     *
     * @param removed items of ended harnesses, now removed
     * @param live items of running harnesses, not removed
     * @param unjudged items of harnesses in other pid namespaces, and items that could not be removed yet
     */
    public record Removal(List<Item> removed, List<Item> live, List<Item> unjudged) {}

    /**
     * Removes the items of ended harnesses. Removing leftovers is safe during runs and during other removals.
     *
     * @throws WorldException if the engine reports an error
     */
    public Removal remove() {
        Removal removal = new Removal(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            removeContainers(removal);
            removeVolumes(removal);
            removeNetworks(removal);
            for (Path folder : WorkFolder.removeLeftovers()) {
                removal.removed().add(new Item("folder", folder.toString(), ""));
            }
        } catch (DockerException | IOException e) {
            throw new WorldException(
                    "what a killed harness left cannot be removed: " + DockerEngine.reason(e)
                            + "; 'docker ps -a --filter label=" + Ownership.RUN_LABEL + "' shows it",
                    e);
        }
        return removal;
    }

    private void removeContainers(Removal removal) {
        for (var container : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Ownership.PROCESS_LABEL))
                .exec()) {
            Item item = item("container", container.getNames()[0].substring(1), container.getLabels());
            settle(item, container.getLabels(), removal, () -> {
                Ownership.removeContainer(client, container.getId());
                return true;
            });
        }
    }

    private void removeVolumes(Removal removal) {
        for (var volume : client.listVolumesCmd()
                .withFilter("label", List.of(Ownership.PROCESS_LABEL))
                .exec()
                .getVolumes()) {
            Item item = item("volume", volume.getName(), volume.getLabels());
            settle(item, volume.getLabels(), removal, () -> {
                Ownership.removeVolume(client, volume.getName());
                return true;
            });
        }
    }

    private void removeNetworks(Removal removal) {
        for (var network : client.listNetworksCmd()
                .withFilter("label", List.of(Ownership.PROCESS_LABEL))
                .exec()) {
            Item item = item("network", network.getName(), network.getLabels());
            settle(item, network.getLabels(), removal, () -> removeNetwork(network.getId()));
        }
    }

    /** Removes a network; returns false if another harness still removes containers on the network. */
    private boolean removeNetwork(String id) {
        try {
            Ownership.removeNetwork(client, id);
            return true;
        } catch (DockerException e) {
            if (String.valueOf(e.getMessage()).contains("active endpoints")) {
                return false;
            }
            throw e;
        }
    }

    private interface Deletion {
        boolean succeeds();
    }

    private static Item item(String kind, String name, Map<String, String> labels) {
        return new Item(kind, name, labels.getOrDefault(Ownership.RUN_LABEL, ""));
    }

    private static void settle(Item item, Map<String, String> labels, Removal removal, Deletion deletion) {
        Optional<HarnessProcess> owner = HarnessProcess.parse(labels.get(Ownership.PROCESS_LABEL));
        if (owner.isEmpty() || !owner.get().isJudgeable()) {
            removal.unjudged().add(item);
        } else if (!owner.get().isDead()) {
            removal.live().add(item);
        } else {
            (deletion.succeeds() ? removal.removed() : removal.unjudged()).add(item);
        }
    }
}
