/** What a proxy did to which connection, and when: the truth that everything else is measured against. */
@NullMarked
package dev.flatline.chaos.ledger;

import org.jspecify.annotations.NullMarked;
