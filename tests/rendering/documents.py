"""Texts that several tests share."""

EVERYTHING = """\
# Living with myasthenia

Weakness that *comes* and **goes**, [explained](https://example.org "elsewhere") and
[nearby](/about/), by <mail@example.org>.\\
A new line with `code` and an ![eye](image:eye) within it.

## Signs

- drooping lids [@gilhus-2019; @wrong]
- double vision
  1. in the evening
  2. when reading

> Rest helps [@nowhere].

MG may begin with ptosis [@old] [@gilhus-2019].

***

Table: Doses

| Drug | Dose |
|:-----|-----:|
| A    | 60 mg |

Ptosis
: a drooping eyelid

::: urgent
Trouble breathing? Call an ambulance.
:::

::: note For carers
Keep a list of the medicines.
:::

![The lid of the left eye](image:eye "A lid in the evening")

![](image:plain){.decorative}

![lost](image:nowhere)

```chart bars What makes *reading* hard
n: 412

What | Women | Men
---- | ----- | ---
Double vision | 61% | 57%
Small print | 8% | 9%
```

```chart lines Readers
2019 | 3
2020 | 4.5
```

```chart
broken | chart
```

    indented code

```python
fenced = "code"
```
"""
