package dev.flatline.chaos.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables that killed runs left. */
final class KernelHealerTest {

    private static final NetworkNamespace HERE = new NetworkNamespace("net:[1]", "");

    private final FakeNft nft = new FakeNft();
    private final KernelHealer healer = new KernelHealer(nft);

    @Test
    void removesItsTableAndNoOther() throws IOException, NftException {
        nft.run(HERE, Nft.Mode.DO, new LossTable("flatline-a").creation());
        nft.run(HERE, Nft.Mode.DO, new LossTable("flatline-b").creation());

        boolean needed = healer.isNeeded(KernelHealer.table("flatline-a", HERE));
        healer.heal(KernelHealer.table("flatline-a", HERE));

        assertTrue(needed);
        assertFalse(healer.isNeeded(KernelHealer.table("flatline-a", HERE)));
        assertEquals(Set.of("flatline-b"), nft.tables());
    }

    @Test
    void aTableThatIsNotThereIsNoFailure() throws IOException {
        healer.heal(KernelHealer.table("flatline-never-made", HERE));

        assertEquals(Set.of(), nft.tables());
    }

    @Test
    void aNamespaceThatIsGoneHasTakenItsTableAlong() throws IOException {
        nft.refuse(script -> true, NftException.ofGone(HERE));

        assertFalse(healer.isNeeded(KernelHealer.table("flatline-a", HERE)));
        healer.heal(KernelHealer.table("flatline-a", HERE));

        assertEquals(Set.of(), nft.tables());
    }

    @Test
    void aTableThatStaysIsSaidToStay() throws NftException {
        nft.run(HERE, Nft.Mode.DO, new LossTable("flatline-a").creation());
        nft.refuse(script -> script.startsWith("delete"), new NftException("mode kernel needs root"));

        IOException failure =
                assertThrows(IOException.class, () -> healer.heal(KernelHealer.table("flatline-a", HERE)));

        assertEquals("mode kernel needs root", failure.getMessage());
    }

    @Test
    void aTableOfSomebodyElseIsNeverRemoved() {
        Undo forged =
                new Undo("nft.table", Map.of("table", "nat", "namespace", HERE.id(), "process", ""), "remove nat");

        IOException failure = assertThrows(IOException.class, () -> healer.heal(forged));

        assertTrue(String.valueOf(failure.getMessage()).contains("no table of Flatline's"), failure.getMessage());
    }
}
