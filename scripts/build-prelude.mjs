// The prelude is bundled here once it exists.
