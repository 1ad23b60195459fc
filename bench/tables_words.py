"""Wordings of tables that `bench.tables_drawn` draws, by language: headings, totals, amounts carried forward, goods."""

from __future__ import annotations

HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    # each: alternatives; " / " parts languages, "|" lines
    "no": {
        "en": ("No.", "Item", "#"),
        "fr": ("N°", "Pos."),
        "pt": ("N.º", "Item"),
        "es": ("N.º", "Ítem"),
    },
    "goods_description": {
        "en": ("Description", "Description of goods", "Goods"),
        "fr": ("Désignation", "Désignation des|marchandises", "Description"),
        "pt": ("Descrição", "Descrição da|mercadoria", "Mercadoria"),
        "es": ("Descripción", "Descripción de la|mercancía", "Mercancía"),
    },
    "lot_number": {
        "en": ("Lot No.", "Lot"),
        "fr": ("N° de lot", "Lot"),
        "pt": ("N.º do lote", "Lote"),
        "es": ("N.º de lote", "Lote"),
    },
    "hs_codes": {
        "en": ("HS code", "HS|code"),
        "fr": ("Code SH", "SH"),
        "pt": ("NCM", "Código SH"),
        "es": ("Código SA", "Partida"),
    },
    "parcel_count": {
        "en": ("Packages", "No. of|packages", "Drums"),
        "fr": ("Colis", "Nombre|de colis"),
        "pt": ("Volumes", "N.º de|volumes"),
        "es": ("Bultos", "N.º de|bultos"),
    },
    "net_weight": {
        "en": ("Net weight|(kg)", "Net weight (kg)", "Net kg"),
        "fr": ("Poids net|(kg)", "Poids net (kg)"),
        "pt": ("Peso líquido|(kg)", "Peso líquido (kg)"),
        "es": ("Peso neto|(kg)", "Peso neto (kg)"),
    },
    "gross_weight": {
        "en": ("Gross weight|(kg)", "Gross weight (kg)"),
        "fr": ("Poids brut|(kg)", "Poids brut (kg)"),
        "pt": ("Peso bruto|(kg)", "Peso bruto (kg)"),
        "es": ("Peso bruto|(kg)", "Peso bruto (kg)"),
    },
    "unit_price": {
        "en": ("Unit price|(US$/kg)", "Unit price"),
        "fr": ("Prix unitaire|(USD/kg)", "Prix unitaire"),
        "pt": ("Preço unitário|(USD/kg)", "Preço unitário"),
        "es": ("Precio unitario|(USD/kg)", "Precio unitario"),
    },
    "value": {
        "en": ("Amount|(USD)", "Amount (US$)", "Value USD"),
        "fr": ("Montant|(USD)", "Montant (USD)"),
        "pt": ("Valor|(USD)", "Valor (USD)"),
        "es": ("Importe|(USD)", "Importe (USD)"),
    },
}
TOTALS = {
    "en": ("Total", "Grand total", "TOTAL"),
    "fr": ("Total", "Total général", "TOTAL"),
    "pt": ("Total", "Total geral"),
    "es": ("Total", "Total general"),
}
SUBTOTALS = {
    "en": ("Sub-total", "Subtotal", "Total lot {lot}"),
    "fr": ("Sous-total", "Total du lot {lot}"),
    "pt": ("Subtotal", "Total do lote {lot}"),
    "es": ("Subtotal", "Total del lote {lot}"),
}
FORWARD = {
    "en": (("Carried forward", "Brought forward"), ("Page total", "Brought forward")),
    "fr": (("À reporter", "Report"), ("Total de la page", "Report")),
    "pt": (("A transportar", "Transporte"), ("Total da página", "Transporte")),
    "es": (("Suma y sigue", "Suma anterior"), ("Total de la página", "Suma anterior")),
}
GOODS = {
    "en": ("Cassiterite concentrate", "Tantalite ore in steel drums", "Wolframite", "Coltan, washed, 30 % Ta2O5 min."),
    "fr": ("Concentré de cassitérite", "Minerai de tantalite en fûts", "Wolframite", "Coltan lavé en fûts d'acier"),
    "pt": ("Concentrado de cassiterite", "Minério de tântalo em tambores", "Volframite", "Coltan lavado em tambores"),
    "es": ("Concentrado de casiterita", "Mineral de tantalio en tambores", "Wolframita", "Coltán lavado en tambores"),
}
