using System.Text.Json;

namespace Engram.Server.Tests;

/// <summary>As much of JSON Schema as the description of the endpoints uses.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>Everything in which a value is not what a schema says.</summary>
    public IEnumerable<string> Errors(JsonElement schema, JsonElement value, string place = "$")
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            return Errors(Resolve(reference.GetString()!), value, place);
        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            int fitting = choices.EnumerateArray().Count(choice => !Errors(choice, value, place).Any());
            return fitting == 1 ? [] : [$"{place} fits {fitting} of {choices.GetArrayLength()} schemas"];
        }

        if (schema.TryGetProperty("enum", out JsonElement values) && !values.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)))
            return [$"{place} is {value}, which is not among {values}"];
        if (schema.TryGetProperty("type", out JsonElement type) && !IsOfType(type, value))
            return [$"{place} is {value.ValueKind}, not {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectErrors(schema, value, place),
            JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items)
                => value.EnumerateArray().Index().SelectMany(item => Errors(items, item.Item, $"{place}[{item.Index}]")),
            JsonValueKind.Number => NumberErrors(schema, value, place),
            _ => [],
        };
    }

    /// <summary>The element that a reference names.</summary>
    public JsonElement Resolve(string reference)
    {
        JsonElement element = document;
        foreach (string part in reference.Split('/')[1..])
            element = element.GetProperty(part);
        return element;
    }

    private IEnumerable<string> ObjectErrors(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
            foreach (JsonElement name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
                yield return $"{place} lacks {name}";
        if (!schema.TryGetProperty("properties", out JsonElement properties))
            yield break;
        bool isClosed = schema.TryGetProperty("additionalProperties", out JsonElement additional) && additional.ValueKind == JsonValueKind.False;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out JsonElement known))
                foreach (string error in Errors(known, property.Value, $"{place}.{property.Name}"))
                    yield return error;
            else if (isClosed)
                yield return $"{place}.{property.Name} is not described";
        }
    }

    private static IEnumerable<string> NumberErrors(JsonElement schema, JsonElement value, string place)
    {
        double number = value.GetDouble();
        bool isLow = schema.TryGetProperty("minimum", out JsonElement minimum) && number < minimum.GetDouble();
        bool isHigh = schema.TryGetProperty("maximum", out JsonElement maximum) && number > maximum.GetDouble();
        return isLow || isHigh ? [$"{place} is {number}, out of its range"] : [];
    }

    private static bool IsOfType(JsonElement type, JsonElement value)
        => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => IsOfType(one, value)) : (type.GetString(), value.ValueKind) switch
        {
            ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("null", JsonValueKind.Null)
                or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => value.GetDouble() == Math.Floor(value.GetDouble()),
            _ => false,
        };
}
