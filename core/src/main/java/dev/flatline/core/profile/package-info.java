/** Presets: how real servers keep and lose connections, as data with parameters. */
@NullMarked
package dev.flatline.core.profile;

import org.jspecify.annotations.NullMarked;
