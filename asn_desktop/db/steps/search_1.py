"""The word index of version 1, as it was made: frozen like the step itself."""

DDL = (
    (
        "CREATE VIRTUAL TABLE person_search USING fts5(text, codes, prefix='1 2 3 4', "
        'tokenize="unicode61 remove_diacritics 2")'
    ),
    (
        "CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN INSERT INTO "
        "person_search(rowid, text, codes) VALUES (NEW.id, NEW.name || ' ' || NEW.name_key || ' ' || "
        "NEW.gelar_depan || ' ' || NEW.gelar_belakang || ' ' || coalesce(NEW.nip, '') || ' ' || "
        "NEW.nip_lama || ' ' || NEW.jabatan || ' ' || NEW.instansi || ' ' || coalesce((SELECT "
        "unit.name FROM unit WHERE unit.id = NEW.unit_id), '') || ' ' || coalesce((SELECT "
        "group_concat(nip, ' ') FROM former_nip WHERE person_id = NEW.id), ''), 'u' || "
        "coalesce(NEW.unit_id, '') || ' s' || hex(NEW.status) || ' g' || hex(NEW.golongan) || ' j' ||"
        " hex(NEW.jenis_jabatan)); END"
    ),
    (
        "CREATE TRIGGER person_search_update AFTER UPDATE OF name, name_key, gelar_depan, "
        "gelar_belakang, nip, nip_lama, jabatan, instansi, unit_id, status, golongan, jenis_jabatan "
        "ON person BEGIN UPDATE person_search SET text = NEW.name || ' ' || NEW.name_key || ' ' || "
        "NEW.gelar_depan || ' ' || NEW.gelar_belakang || ' ' || coalesce(NEW.nip, '') || ' ' || "
        "NEW.nip_lama || ' ' || NEW.jabatan || ' ' || NEW.instansi || ' ' || coalesce((SELECT "
        "unit.name FROM unit WHERE unit.id = NEW.unit_id), '') || ' ' || coalesce((SELECT "
        "group_concat(nip, ' ') FROM former_nip WHERE person_id = NEW.id), ''), codes = 'u' || "
        "coalesce(NEW.unit_id, '') || ' s' || hex(NEW.status) || ' g' || hex(NEW.golongan) || ' j' ||"
        " hex(NEW.jenis_jabatan) WHERE rowid = NEW.id; END"
    ),
    (
        "CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN DELETE FROM person_search "
        "WHERE rowid = OLD.id; END"
    ),
    (
        "CREATE TRIGGER person_search_unit AFTER UPDATE OF name ON unit BEGIN UPDATE person_search "
        "SET text = (SELECT person.name || ' ' || person.name_key || ' ' || person.gelar_depan || ' '"
        " || person.gelar_belakang || ' ' || coalesce(person.nip, '') || ' ' || person.nip_lama || ' "
        "' || person.jabatan || ' ' || person.instansi || ' ' || coalesce((SELECT unit.name FROM unit"
        " WHERE unit.id = person.unit_id), '') || ' ' || coalesce((SELECT group_concat(nip, ' ') FROM"
        " former_nip WHERE person_id = person.id), '') FROM person WHERE person.id =  "
        "person_search.rowid) WHERE rowid IN (SELECT id FROM person WHERE unit_id = NEW.id); END"
    ),
    (
        "CREATE TRIGGER person_search_former AFTER INSERT ON former_nip BEGIN UPDATE person_search "
        "SET text = (SELECT person.name || ' ' || person.name_key || ' ' || person.gelar_depan || ' '"
        " || person.gelar_belakang || ' ' || coalesce(person.nip, '') || ' ' || person.nip_lama || ' "
        "' || person.jabatan || ' ' || person.instansi || ' ' || coalesce((SELECT unit.name FROM unit"
        " WHERE unit.id = person.unit_id), '') || ' ' || coalesce((SELECT group_concat(nip, ' ') FROM"
        " former_nip WHERE person_id = person.id), '') FROM person WHERE person.id =  NEW.person_id) "
        "WHERE rowid = NEW.person_id; END"
    ),
    (
        "CREATE TRIGGER person_search_former_gone AFTER DELETE ON former_nip BEGIN UPDATE "
        "person_search SET text = (SELECT person.name || ' ' || person.name_key || ' ' || "
        "person.gelar_depan || ' ' || person.gelar_belakang || ' ' || coalesce(person.nip, '') || ' '"
        " || person.nip_lama || ' ' || person.jabatan || ' ' || person.instansi || ' ' || "
        "coalesce((SELECT unit.name FROM unit WHERE unit.id = person.unit_id), '') || ' ' || "
        "coalesce((SELECT group_concat(nip, ' ') FROM former_nip WHERE person_id = person.id), '') "
        "FROM person WHERE person.id =  OLD.person_id) WHERE rowid = OLD.person_id; END"
    ),
)
