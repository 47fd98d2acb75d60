package dev.squall.world.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.squall.node.host.UnsyncedTail;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.Ownership;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A node's own disk in the docker world, small enough to be filled. The disk is a volume in memory. The node's keeper
 * container mounts it too, so the disk outlives the node's container. The harness accesses the disk through the engine,
 * and keeps a copy of its content in the run's folder.
 *
 * @param volume name of the volume in the engine
 * @param folder mount point of the volume in both containers
 * @param user owner of the disk, as {@code uid:gid}; empty if any user may write
 */
record NodeDisk(DockerClient client, String volume, String folder, String user) {

    private static final String BALLAST = "/ballast";
    private static final int ANYBODY = 0100666;
    private static final String ROOT = "0:0";

    /** Creates an empty volume. */
    static NodeDisk create(DockerClient client, Ownership ownership, String nodeId, String user, int mebibytes) {
        String[] ids = user.split(":");
        String volume = ownership.run() + "-" + nodeId;
        String owner = user.isEmpty() ? ",mode=0777" : ",mode=0700,uid=" + ids[0] + ",gid=" + ids[1];
        String options = "size=" + mebibytes + "m" + owner;
        client.createVolumeCmd()
                .withName(volume)
                .withDriver("local")
                .withDriverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", options))
                .withLabels(ownership.labels())
                .exec();
        return new NodeDisk(client, volume, ContainerCommand.STORAGE + "/" + nodeId, user);
    }

    /** Returns the volume's mount for a container. */
    Bind bind() {
        return new Bind(volume, new Volume(folder), AccessMode.rw);
    }

    /** Fills the disk. */
    void fill(ContainerExec exec, String keeperId) {
        List<String> command = List.of("dd", "if=/dev/zero", "of=" + folder + BALLAST, "bs=64k");
        ContainerExec.Ended ended = exec.execute(keeperId, owner(), command);
        long free = freeBytes(exec, keeperId);
        if (free > 0) {
            throw new WorldException("the disk " + volume + " cannot be filled: " + free
                    + " bytes are free after dd ended" + " with exit code " + ended.exitCode() + ": "
                    + ended.output().strip());
        }
    }

    private String owner() {
        return user.isEmpty() ? ROOT : user;
    }

    boolean isFull(ContainerExec exec, String keeperId) {
        return freeBytes(exec, keeperId) == 0;
    }

    private long freeBytes(ContainerExec exec, String keeperId) {
        String table = exec.run(keeperId, List.of("df", "--block-size=1", "--output=avail", folder));
        return Long.parseLong(table.substring(table.indexOf('\n')).strip());
    }

    void free(ContainerExec exec, String keeperId) {
        exec.execute(keeperId, owner(), List.of("rm", "-f", folder + BALLAST));
    }

    /** Copies the node's files to a folder on this machine, without the file that fills the disk. */
    void copyTo(String keeperId, Path here) {
        try (TarArchiveInputStream files =
                new TarArchiveInputStream(client.copyArchiveFromContainerCmd(keeperId, folder + "/" + fileName())
                        .exec())) {
            if (files.getNextEntry() != null) {
                Files.write(here.resolve(fileName()), files.readAllBytes());
            }
        } catch (NotFoundException e) {
            // The node has not written any file to its disk yet.
        } catch (IOException e) {
            throw new WorldException("the disk " + volume + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Copies the files in a folder on this machine back to the disk. */
    void copyFrom(String keeperId, Path here) {
        Path file = here.resolve(fileName());
        if (Files.exists(file)) {
            copyFrom(keeperId, List.of(file));
        }
    }

    /** Copies files of this machine to the disk's folder. */
    void copyFrom(String keeperId, List<Path> here) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream files = new TarArchiveOutputStream(archive)) {
            for (Path file : here) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getFileName().toString());
                byte[] content = Files.readAllBytes(file);
                String[] ids = owner().split(":");
                entry.setSize(content.length);
                entry.setIds(Integer.parseInt(ids[0]), Integer.parseInt(ids[1]));
                if (user.isEmpty()) {
                    entry.setMode(ANYBODY);
                }
                files.putArchiveEntry(entry);
                files.write(content);
                files.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new WorldException("the files " + here + " cannot be read: " + e.getMessage(), e);
        }
        client.copyArchiveToContainerCmd(keeperId)
                .withRemotePath(folder)
                .withTarInputStream(new ByteArrayInputStream(archive.toByteArray()))
                .exec();
    }

    private static String fileName() {
        return UnsyncedTail.FILE_NAME;
    }
}
