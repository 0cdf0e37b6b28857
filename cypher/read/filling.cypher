// filling: what is being copied into the store, for a copy that is not complete yet
// row filling string name of the graph; empty while the store is being emptied; null when no copy is under way
// row filled number of nodes and relationships of it that are here
MATCH (m:Meta {id: 'kb'}) RETURN m.filling AS filling, m.filled AS filled
