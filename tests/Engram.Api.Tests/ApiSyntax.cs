using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Engram.Api.Tests;

/// <summary>Types and members, written as in C#.</summary>
internal static class ApiSyntax
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static bool IsVisible(Type type) => type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem;

    public static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    public static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    public static bool IsVisible(PropertyInfo property)
        => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsVisible);

    public static string Declaration(Type type)
    {
        string bases = string.Join(", ", Bases(type).Select(Name).Order(StringComparer.Ordinal));
        return $"{Modifiers(type)} {Name(type)}{(bases.Length == 0 ? "" : $" : {bases}")}{Constraints(type.GetGenericArguments())}";
    }

    public static string Field(FieldInfo field)
    {
        string modifier = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        string value = field.IsLiteral ? $" = {Constant(field.GetRawConstantValue(), field.FieldType.IsValueType)}" : "";
        return $"{Access(field.IsPublic)}{modifier}{(field.IsInitOnly ? "readonly " : "")}{Name(Nullability.Create(field))} {field.Name}{value}";
    }

    public static string Property(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(nonPublic: true).First(IsVisible);
        string getter = IsVisible(property.GetMethod) ? "get; " : "";
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string setter = IsVisible(property.SetMethod) ? isInit ? "init; " : "set; " : "";
        string indices = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        string name = indices.Length == 0 ? property.Name : $"this[{indices}]";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(first.IsPublic)}{Modifiers(first)}{required}{Name(Nullability.Create(property))} {name} {{ {getter}{setter}}}";
    }

    public static string Event(EventInfo item) => $"event {Name(item.EventHandlerType!)} {item.Name}";

    public static string Constructor(ConstructorInfo constructor)
    {
        string parameters = string.Join(", ", constructor.GetParameters().Select(Parameter));
        return $"{Access(constructor.IsPublic)}{constructor.DeclaringType!.Name.Split('`')[0]}({parameters})";
    }

    public static string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string parameters = string.Join(", ", method.GetParameters().Select(Parameter));
        string constraints = method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";
        string result = Name(Nullability.Create(method.ReturnParameter));
        return $"{Access(method.IsPublic)}{Modifiers(method)}{result} {method.Name}{generics}({parameters}){constraints}";
    }

    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsPointer)
            return $"{Name(type.GetElementType()!)}*";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        if (!type.IsGenericType)
            return type.Name;
        string[] arguments = [.. type.GetGenericArguments().Select(Name)];
        return type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
            ? $"({string.Join(", ", arguments)})"
            : $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }

    private static string Name(NullabilityInfo info)
    {
        bool canBeNull = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable;
        return $"{Name(info.Type)}{(canBeNull && !info.Type.IsValueType && !info.Type.IsByRef ? "?" : "")}";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string type = Name(Nullability.Create(parameter));
        if (type.StartsWith("ref ", StringComparison.Ordinal) && (parameter.IsOut || parameter.IsIn))
            type = $"{(parameter.IsOut ? "out" : "in")} {type[4..]}";
        string variable = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue, parameter.ParameterType.IsValueType)}" : "";
        return $"{variable}{type} {parameter.Name}{value}";
    }

    private static string Constant(object? value, bool isValueType) => value switch
    {
        null => isValueType ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(bool isPublic) => isPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
        => method.DeclaringType!.IsInterface ? method.IsStatic ? "static " : ""
            : method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : "";

    private static string Modifiers(Type type)
    {
        bool isRecord = type.GetMethod("<Clone>$") is not null;
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate";
        if (type.IsValueType)
            return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}struct";
        string kind = isRecord ? "record" : "class";
        return type.IsAbstract && type.IsSealed ? $"static {kind}" : type.IsAbstract ? $"abstract {kind}" : type.IsSealed ? $"sealed {kind}" : kind;
    }

    // The base class, unless it says nothing, and the interfaces that it does not bring along.
    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
            return [];
        Type? parent = type.BaseType is { } candidate && candidate != typeof(object) && candidate != typeof(ValueType) ? candidate : null;
        Type equatable = typeof(IEquatable<>).MakeGenericType(type.IsByRefLike ? typeof(object) : type);
        IEnumerable<Type> interfaces = type.GetInterfaces().Where(item => item.IsVisible && item != equatable).Except(parent?.GetInterfaces() ?? []);
        return parent is null ? interfaces : interfaces.Prepend(parent);
    }

    private static string Constraints(Type[] parameters)
    {
        IEnumerable<string> all = from parameter in parameters
                                  where parameter.IsGenericParameter
                                  let attributes = parameter.GenericParameterAttributes
                                  let isValue = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)
                                  let isUnmanaged = parameter.IsDefined(typeof(IsUnmanagedAttribute))
                                  let isClass = attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)
                                  let kind = isUnmanaged ? "unmanaged" : isValue ? "struct" : isClass ? "class" : null
                                  let types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name)
                                  let parts = kind is null ? types : types.Prepend(kind)
                                  where parts.Any()
                                  select $" where {parameter.Name} : {string.Join(", ", parts)}";
        return string.Concat(all);
    }
}
