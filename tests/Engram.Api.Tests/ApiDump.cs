using System.Globalization;
using System.Reflection;
using System.Text;

namespace Engram.Api.Tests;

/// <summary>Everything that users of an assembly can name, sorted, as text that reads like C#.</summary>
internal static class ApiDump
{
    private const BindingFlags Declared
        = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Write(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (IGrouping<string, Type> space in assembly.GetExportedTypes().Where(type => !type.IsNested)
            .GroupBy(type => type.Namespace ?? "").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {space.Key}\n\n");
            foreach (Type type in space.OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                WriteType(text, type, indent: "");
                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n') + '\n';
    }

    private static void WriteType(StringBuilder text, Type type, string indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}{ApiSyntax.Declaration(type)}\n");
        foreach (string member in Members(type))
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {member}\n");
        foreach (Type nested in type.GetNestedTypes(Declared).Where(ApiSyntax.IsVisible).OrderBy(nested => nested.Name, StringComparer.Ordinal))
            WriteType(text, nested, indent + "  ");
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "D")}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [ApiSyntax.Method(type.GetMethod("Invoke")!)];
        return
        [
            .. Sorted(type.GetFields(Declared).Where(ApiSyntax.IsVisible), ApiSyntax.Field),
            .. Sorted(type.GetConstructors(Declared).Where(item => ApiSyntax.IsVisible(item) && !item.IsStatic), ApiSyntax.Constructor),
            .. Sorted(type.GetProperties(Declared).Where(ApiSyntax.IsVisible), ApiSyntax.Property),
            .. Sorted(type.GetEvents(Declared).Where(item => ApiSyntax.IsVisible(item.AddMethod)), ApiSyntax.Event),
            .. Sorted(type.GetMethods(Declared).Where(item => ApiSyntax.IsVisible(item) && !IsCompilerMade(item)), ApiSyntax.Method),
        ];
    }

    private static IEnumerable<string> Sorted<TMember>(IEnumerable<TMember> members, Func<TMember, string> write)
        where TMember : MemberInfo
        => members.Select(member => (member.Name, Text: write(member))).OrderBy(item => item.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Text, StringComparer.Ordinal).Select(item => item.Text);

    // Accessors are part of their property; what a record gets from the compiler says nothing that 'record' does not.
    private static bool IsCompilerMade(MethodInfo method)
        => (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
            || method.Name is "<Clone>$" or "PrintMembers"
            || method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
}
